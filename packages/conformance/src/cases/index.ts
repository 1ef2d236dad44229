/** Every feature, level by level, in the order of the report. */
import type { Feature } from "../model/case.ts";
import { adjustBehaviour } from "./behaviour/adjust.ts";
import { eventBehaviour } from "./behaviour/events.ts";
import { idempotencyBehaviour } from "./behaviour/idempotency.ts";
import { reserveBehaviour } from "./behaviour/reserve.ts";
import { topUpBehaviour } from "./behaviour/top-up.ts";
import { transferBehaviour } from "./behaviour/transfer.ts";
import { viewBehaviour } from "./behaviour/views.ts";
import { certifiedChanges } from "./certified/changes.ts";
import { certifiedCreate } from "./certified/create.ts";
import { certifiedLists } from "./certified/lists.ts";
import { certifiedQueries } from "./certified/queries.ts";
import { certifiedRetrieve } from "./certified/retrieve.ts";
import { contractChanges } from "./contract/changes.ts";
import { contractCreate } from "./contract/create.ts";
import { contractCredentials } from "./contract/credentials.ts";
import { contractHub } from "./contract/hub.ts";
import { contractInvalidRequests } from "./contract/invalid-requests.ts";
import { contractLists } from "./contract/lists.ts";
import { contractMethods } from "./contract/methods.ts";
import { contractRetrieve } from "./contract/retrieve.ts";
import { guidelineFields } from "./guidelines/fields.ts";
import { guidelineFilters } from "./guidelines/filters.ts";
import { guidelineHub } from "./guidelines/hub.ts";
import { guidelineMergePatch } from "./guidelines/merge-patch.ts";
import { guidelineOperators } from "./guidelines/operators.ts";
import { guidelinePaging } from "./guidelines/paging.ts";
import { guidelineSorting } from "./guidelines/sorting.ts";

/** All templates of cases, one file for each feature. */
export const features: readonly Feature[] = [
  certifiedLists,
  certifiedRetrieve,
  certifiedQueries,
  certifiedCreate,
  certifiedChanges,
  contractLists,
  contractRetrieve,
  contractCreate,
  contractInvalidRequests,
  contractChanges,
  contractMethods,
  contractCredentials,
  contractHub,
  guidelineFields,
  guidelineFilters,
  guidelineOperators,
  guidelinePaging,
  guidelineSorting,
  guidelineMergePatch,
  guidelineHub,
  topUpBehaviour,
  adjustBehaviour,
  reserveBehaviour,
  transferBehaviour,
  idempotencyBehaviour,
  eventBehaviour,
  viewBehaviour,
];
