import kotlin.system.exitProcess
import org.openapitools.client.apis.BalanceActionHistoryApi
import org.openapitools.client.apis.BucketApi
import org.openapitools.client.apis.ReserveBalanceApi
import org.openapitools.client.apis.TopupBalanceApi
import org.openapitools.client.models.*

/** The same steps as the programs of the other languages. */
fun main(args: Array<String>) {
  val (url, bucket, accountId) = args
  val account = PartyAccountRef(id = accountId)

  val list =
      BucketApi(url)
          .listBucket(
              status = listOf(BucketStatusType.active, BucketStatusType.expired),
              confirmationDateGt = "2020-01-01",
              remainingValueAmountGt = 0.5,
              limit = 1000,
          )
  check("list", list.any { it.id == bucket })
  check("page", BucketApi(url).listBucket(limit = 1, offset = 1).size == 1)
  check("read", (BucketApi(url).retrieveBucket(bucket).remainingValue?.amount ?: 0.0) > 0)
  check("no default", Quantity().amount == null)

  val topup =
      TopupBalanceApi(url)
          .createTopupBalance(
              TopupBalanceCreate(
                  amount = eur(1678.07),
                  usageType = UsageType.monetary,
                  bucket = BucketRef(id = bucket),
                  partyAccount = account,
                  paymentMethod = PaymentMethodRef(id = "pm_approved"),
              ),
              idempotencyKey = "generated-kotlin-${System.nanoTime()}",
          )
  check("top up", topup.status == ActionStatusType.completed)
  check("exact", topup.amount?.amount == 1678.07)

  val hold =
      ReserveBalanceApi(url)
          .createReserveBalance(
              ReserveBalanceCreate(
                  amount = eur(16.78),
                  usageType = UsageType.monetary,
                  bucket = BucketRef(id = bucket),
                  partyAccount = account,
              ))
  check("reserve", hold.status == ActionStatusType.created)

  val update =
      ReserveBalanceUpdate(
          status = ActionStatusType.completed, reason = "Call", amount = eur(6.71))
  val used = ReserveBalanceApi(url).patchReserveBalance(hold.id ?: "", update)
  check("consume", used.releasedAmount?.amount == 10.07)

  val history =
      BalanceActionHistoryApi(url)
          .listBalanceActionHistory(
              bucketId = listOf(bucket), requestedDateGte = "2020-01-01T00:00:00Z")
  val entry = history.first { it.id == hold.id }
  check("history", entry.reservedAmount?.amount == 16.78)
  exitProcess(0)
}

fun eur(amount: Double) = Quantity(amount = amount, units = "EUR")

fun check(name: String, holds: Boolean) {
  if (!holds) throw IllegalStateException("$name is wrong")
  println(name)
}
