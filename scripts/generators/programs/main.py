"""The same steps as the programs of the other languages."""

import sys
import time

from openapi_client import (
    ApiClient,
    BalanceActionHistoryApi,
    BucketApi,
    BucketRef,
    Configuration,
    PartyAccountRef,
    PaymentMethodRef,
    Quantity,
    ReserveBalanceApi,
    ReserveBalanceCreate,
    ReserveBalanceUpdate,
    TopupBalanceApi,
    TopupBalanceCreate,
)


def check(name: str, holds: bool) -> None:
    if not holds:
        raise SystemExit(f"error: {name} is wrong")
    print(name)


url, bucket, account_id = sys.argv[1:4]
client = ApiClient(Configuration(host=url))
account = PartyAccountRef(id=account_id)


def eur(amount: float) -> Quantity:
    return Quantity(amount=amount, units="EUR")


buckets = BucketApi(client).list_bucket(
    status=["active", "expired"],
    confirmation_date_gt="2020-01-01",
    remaining_value_amount_gt=0.5,
    limit=1000,
)
check("list", any(each.id == bucket for each in buckets))
check("page", len(BucketApi(client).list_bucket(limit=1, offset=1)) == 1)
check("read", BucketApi(client).retrieve_bucket(bucket).remaining_value.amount > 0)
check("no default", Quantity().amount is None)

topup = TopupBalanceApi(client).create_topup_balance(
    TopupBalanceCreate(
        amount=eur(1678.07),
        usageType="monetary",
        bucket=BucketRef(id=bucket),
        partyAccount=account,
        paymentMethod=PaymentMethodRef(id="pm_approved"),
    ),
    idempotency_key=f"generated-python-{time.time_ns()}",
)
check("top up", topup.status == "completed")
check("exact", topup.amount.amount == 1678.07)

hold = ReserveBalanceApi(client).create_reserve_balance(
    ReserveBalanceCreate(
        amount=eur(16.78),
        usageType="monetary",
        bucket=BucketRef(id=bucket),
        partyAccount=account,
    )
)
check("reserve", hold.status == "created")
used = ReserveBalanceApi(client).patch_reserve_balance(
    hold.id, ReserveBalanceUpdate(status="completed", reason="Call", amount=eur(6.71))
)
check("consume", used.released_amount.amount == 10.07)
history = BalanceActionHistoryApi(client).list_balance_action_history(
    bucket_id=[bucket], requested_date_gte="2020-01-01T00:00:00Z"
)
entry = next(each for each in history if each.id == hold.id)
check("history", entry.reserved_amount.amount == 16.78)
