// The same steps as the programs of the other languages.
package main

import (
	"context"
	"fmt"
	"os"
	"time"

	client "example.test/generated/client"
)

func main() {
	url, bucket := os.Args[1], os.Args[2]
	account := *client.NewPartyAccountRef(os.Args[3])
	configuration := client.NewConfiguration()
	configuration.Servers = client.ServerConfigurations{{URL: url}}
	api := client.NewAPIClient(configuration)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()

	list, _, err := api.BucketAPI.ListBucket(ctx).
		Status([]client.BucketStatusType{"active", "expired"}).
		ConfirmationDateGt("2020-01-01").
		RemainingValueAmountGt(0.5).
		Limit(1000).
		Execute()
	must(err)
	found := false
	for _, each := range list {
		found = found || each.GetId() == bucket
	}
	check("list", found)
	page, _, err := api.BucketAPI.ListBucket(ctx).Limit(1).Offset(1).Execute()
	must(err)
	check("page", len(page) == 1)
	read, _, err := api.BucketAPI.RetrieveBucket(ctx, bucket).Execute()
	must(err)
	value := read.GetRemainingValue()
	check("read", value.GetAmount() > 0)
	check("no default", client.NewQuantityWithDefaults().Amount == nil)

	create := client.NewTopupBalanceCreate(
		eur(1678.07), *client.NewBucketRef(bucket), account, "monetary")
	create.SetPaymentMethod(*client.NewPaymentMethodRef("pm_approved"))
	topup, _, err := api.TopupBalanceAPI.CreateTopupBalance(ctx).
		TopupBalanceCreate(*create).
		IdempotencyKey(fmt.Sprintf("generated-go-%d", time.Now().UnixNano())).
		Execute()
	must(err)
	check("top up", topup.GetStatus() == "completed")
	amount := topup.GetAmount()
	check("exact", amount.GetAmount() == 1678.07)

	reserve := client.NewReserveBalanceCreate(*client.NewBucketRef(bucket), account, "monetary")
	reserve.SetAmount(eur(16.78))
	hold, _, err := api.ReserveBalanceAPI.CreateReserveBalance(ctx).
		ReserveBalanceCreate(*reserve).
		Execute()
	must(err)
	check("reserve", hold.GetStatus() == "created")

	update := client.NewReserveBalanceUpdate("Call", "completed")
	update.SetAmount(eur(6.71))
	used, _, err := api.ReserveBalanceAPI.PatchReserveBalance(ctx, hold.GetId()).
		ReserveBalanceUpdate(*update).
		Execute()
	must(err)
	released := used.GetReleasedAmount()
	check("consume", released.GetAmount() == 10.07)

	history, _, err := api.BalanceActionHistoryAPI.ListBalanceActionHistory(ctx).
		BucketId([]string{bucket}).
		RequestedDateGte("2020-01-01T00:00:00Z").
		Execute()
	must(err)
	reserved := 0.0
	for _, each := range history {
		if each.GetId() == hold.GetId() {
			quantity := each.GetReservedAmount()
			reserved = quantity.GetAmount()
		}
	}
	check("history", reserved == 16.78)
}

func eur(amount float64) client.Quantity {
	quantity := client.NewQuantity()
	quantity.SetAmount(amount)
	quantity.SetUnits("EUR")
	return *quantity
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func check(name string, holds bool) {
	if !holds {
		fmt.Fprintln(os.Stderr, "error:", name, "is wrong")
		os.Exit(1)
	}
	fmt.Println(name)
}
