/** Expansion of templates: one case for each resource, attribute and value. */
import { type ResourceName, resources } from "@tmf654/contract";
import type {
  CaseDimensions,
  CaseNeed,
  CaseStep,
  CaseTemplate,
  CertificateOperation,
  ConformanceCase,
  Feature,
} from "../model/case.ts";
import { type Certificate, kitRules } from "../model/certificate.ts";
import { referencesIn } from "../values/resolve.ts";
import { isResource, operationOf } from "./operations.ts";

/** Values of `{resource}` and the other placeholders in one case. */
type Placeholders = Readonly<Record<string, string>>;

/** A cache of the cases by certificate. */
const casesByCertificate = new WeakMap<Certificate, readonly ConformanceCase[]>();

/** All cases of the features for a certificate, in the features' order. */
export function expandCases(
  features: readonly Feature[],
  certificate: Certificate,
): readonly ConformanceCase[] {
  const cachedCases = casesByCertificate.get(certificate);
  if (cachedCases !== undefined) return cachedCases;
  const cases = features.flatMap((feature) =>
    feature.cases.flatMap((template) =>
      namesOf(template.over, certificate).map((names) => fillTemplate(template, feature, names)),
    ),
  );
  casesByCertificate.set(certificate, cases);
  return cases;
}

function namesOf(
  dimensions: CaseDimensions = {},
  certificate: Certificate,
): readonly Placeholders[] {
  const chosenResources: readonly (ResourceName | undefined)[] =
    dimensions.resources === undefined
      ? [undefined]
      : typeof dimensions.resources === "string"
        ? certifiedResources(certificate, dimensions.resources)
        : dimensions.resources;
  return chosenResources.flatMap((resource) =>
    attributesFor(dimensions, certificate, resource).flatMap((attribute) =>
      (dimensions.values ?? [undefined]).map((value) => ({
        ...(resource && { resource, Resource: resources[resource].schema }),
        ...(resource && attribute && { attribute, kind: kindOf(resource, attribute) }),
        ...(value !== undefined && {
          value,
          Value: value.charAt(0).toUpperCase() + value.slice(1),
        }),
      })),
    ),
  );
}

function certifiedResources(
  certificate: Certificate,
  operation: CertificateOperation,
): ResourceName[] {
  return Object.keys(certificate.resources)
    .filter(isResource)
    .filter((name) => certificate.resources[name]?.operations.includes(operation));
}

function attributesFor(
  { attributes }: CaseDimensions,
  certificate: Certificate,
  resource: ResourceName | undefined,
): readonly (string | undefined)[] {
  if (attributes === undefined || resource === undefined) return [undefined];
  if (typeof attributes === "object") return attributes[resource] ?? [];
  const mandatory = certificate.resources[resource]?.mandatory ?? kitRules[resource].mandatory;
  if (attributes === "mandatory") return mandatory;
  if (attributes === "scalars") {
    return mandatory.filter((each) => kindOf(resource, each) === "string");
  }
  return kitRules[resource].filters;
}

function kindOf(resource: ResourceName, attribute: string): string {
  return kitRules[resource].kinds[attribute] ?? "string";
}

function fillTemplate(
  template: CaseTemplate,
  feature: Feature,
  names: Placeholders,
): ConformanceCase {
  const { over: _, ...templateMembers } = template;
  const filledTemplate: Omit<CaseTemplate, "over"> = JSON.parse(
    JSON.stringify(templateMembers).replace(
      /\{(resource|Resource|attribute|kind|value|Value)\}/g,
      (placeholder, name) => {
        const value = names[name as string];
        return value === undefined ? placeholder : JSON.stringify(value).slice(1, -1);
      },
    ),
  );
  return {
    ...filledTemplate,
    id: `${feature.level}.${filledTemplate.id}`,
    level: feature.level,
    feature: feature.name,
    featureTitle: feature.title,
    operations: [...new Set(filledTemplate.steps.flatMap(operationsOf))],
    needs: [...(template.needs ?? []), ...needsOf(filledTemplate.steps)],
  };
}

function operationsOf(step: CaseStep): readonly string[] {
  return "call" in step ? [operationOf(step.call)] : [];
}

const foundRoots = ["bucket", "second", "suspended", "expired", "accumulated"];

function needsOf(steps: readonly CaseStep[]): readonly CaseNeed[] {
  const references = referencesIn(steps);
  const hasWrite = steps.some(
    (step) => "call" in step && !/^(?:GET|HEAD|OPTIONS) /.test(step.call),
  );
  const neededResources = references.flatMap((reference) => {
    const [root = "", resource = ""] = reference.split(".");
    if (root === "items") return [resource];
    if (root === "valid") return resource === "transferBalance" ? ["bucket", "second"] : ["bucket"];
    return foundRoots.includes(root) ? [root] : [];
  });
  return [
    ...(hasWrite ? (["write"] as const) : []),
    ...(references.includes("callback") ? (["callback"] as const) : []),
    ...[...new Set(neededResources)].map((neededResource): CaseNeed => `found: ${neededResource}`),
  ];
}
