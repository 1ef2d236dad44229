/** A use of every entry point, whose values a test can compare. */
import { pathText } from "@tmf654/validation";
import { schemaNames, validatorFor } from "@tmf654/validation/all";
import { bucketFields, formFields } from "@tmf654/validation/fields";
import { june2020, normalize } from "@tmf654/validation/normalize";

export const exercise = () => ({
  issues: schemaNames.map((name) => validatorFor(name).check({}, { warnings: true }).length),
  paths: validatorFor("TopupBalance_Create")
    .check({ amount: { amount: -1 }, validFor: { endDateTime: "x" }, "@type": 1 })
    .map(({ path }) => pathText(path)),
  read: normalize({ status: "Active" }, { as: bucketFields, dialect: june2020 }).value,
  fields: formFields(bucketFields).length,
});
