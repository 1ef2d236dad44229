import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Map;
import org.openapitools.client.ApiClient;
import org.openapitools.client.Configuration;
import org.openapitools.client.api.BalanceActionHistoryApi;
import org.openapitools.client.api.BucketApi;
import org.openapitools.client.api.ReserveBalanceApi;
import org.openapitools.client.api.TopupBalanceApi;
import org.openapitools.client.model.*;

/** The same steps as the programs of the other languages; both Java libraries compile it. */
public class Main {
  public static void main(String[] args) throws Exception {
    ApiClient client = Configuration.getDefaultApiClient();
    try {
      ApiClient.class.getMethod("updateBaseUri", String.class).invoke(client, args[0]);
    } catch (NoSuchMethodException e) {
      ApiClient.class.getMethod("setBasePath", String.class).invoke(client, args[0]);
    }
    refuseUnknownMembers(client);
    String bucket = args[1];
    PartyAccountRef account = new PartyAccountRef().id(args[2]);

    List<Bucket> list =
        list(
            new BucketApi(),
            "listBucket",
            Map.of(
                "status", List.of(BucketStatusType.ACTIVE, BucketStatusType.EXPIRED),
                "confirmationDateGt", "2020-01-01",
                "remainingValueAmountGt", 0.5,
                "limit", 1000));
    check("list", list.stream().anyMatch(each -> bucket.equals(each.getId())));
    List<Bucket> page = list(new BucketApi(), "listBucket", Map.of("limit", 1, "offset", 1));
    check("page", page.size() == 1);

    Bucket read = new BucketApi().retrieveBucket(bucket, null, null, null);
    check("read", read.getRemainingValue().getAmount() > 0);
    check("no default", new Quantity().getAmount() == null);

    TopupBalance topup =
        new TopupBalanceApi()
            .createTopupBalance(
                new TopupBalanceCreate()
                    .amount(eur(1678.07))
                    .usageType(UsageType.MONETARY)
                    .bucket(new BucketRef().id(bucket))
                    .partyAccount(account)
                    .paymentMethod(new PaymentMethodRef().id("pm_approved")),
                "generated-java-" + System.nanoTime(),
                null);
    check("top up", topup.getStatus() == ActionStatusType.COMPLETED);
    check("exact", topup.getAmount().getAmount() == 1678.07);

    ReserveBalance hold =
        new ReserveBalanceApi()
            .createReserveBalance(
                new ReserveBalanceCreate()
                    .amount(eur(16.78))
                    .usageType(UsageType.MONETARY)
                    .bucket(new BucketRef().id(bucket))
                    .partyAccount(account),
                null,
                null);
    check("reserve", hold.getStatus() == ActionStatusType.CREATED);

    ReserveBalance used =
        new ReserveBalanceApi()
            .patchReserveBalance(
                hold.getId(),
                new ReserveBalanceUpdate()
                    .status(ActionStatusType.COMPLETED)
                    .reason("Call")
                    .amount(eur(6.71)),
                null,
                null);
    check("consume", used.getReleasedAmount().getAmount() == 10.07);

    List<BalanceActionHistory> history =
        list(
            new BalanceActionHistoryApi(),
            "listBalanceActionHistory",
            Map.of("bucketId", List.of(bucket), "requestedDateGte", "2020-01-01T00:00:00Z"));
    BalanceActionHistory entry =
        history.stream().filter(each -> hold.getId().equals(each.getId())).findFirst().get();
    check("history", entry.getReservedAmount().getAmount() == 16.78);
  }

  private static Quantity eur(double amount) {
    return new Quantity().amount(amount).units("EUR");
  }

  private static void check(String name, boolean holds) {
    if (!holds) throw new IllegalStateException(name + " is wrong");
    System.out.println(name);
  }

  /** Makes Jackson strict. Models of Gson are strict by default. */
  private static void refuseUnknownMembers(ApiClient client) throws Exception {
    Method getMapper;
    try {
      getMapper = ApiClient.class.getMethod("getObjectMapper");
    } catch (NoSuchMethodException e) {
      return;
    }
    Object mapper = getMapper.invoke(client);
    Class<?> feature = Class.forName("com.fasterxml.jackson.databind.DeserializationFeature");
    Object unknown = feature.getField("FAIL_ON_UNKNOWN_PROPERTIES").get(null);
    Method configure = mapper.getClass().getMethod("configure", feature, boolean.class);
    configure.invoke(mapper, unknown, true);
    Method setMapper =
        java.util.Arrays.stream(ApiClient.class.getMethods())
            .filter(each -> each.getName().equals("setObjectMapper"))
            .findFirst()
            .get();
    setMapper.invoke(client, mapper);
  }

  /** Calls a list with parameters by name: there are forty of them, in the document's order. */
  @SuppressWarnings("unchecked")
  private static <T> List<T> list(Object api, String name, Map<String, Object> given)
      throws Exception {
    Method method = null;
    for (Method each : api.getClass().getMethods()) {
      if (!each.getName().equals(name)) continue;
      if (method == null || each.getParameterCount() < method.getParameterCount()) method = each;
    }
    Parameter[] parameters = method.getParameters();
    Object[] values = new Object[parameters.length];
    int used = 0;
    for (int at = 0; at < values.length; at += 1) {
      values[at] = given.get(parameters[at].getName());
      if (values[at] != null) used += 1;
    }
    if (used != given.size()) throw new IllegalStateException(name + " lacks a parameter");
    return (List<T>) method.invoke(api, values);
  }
}
