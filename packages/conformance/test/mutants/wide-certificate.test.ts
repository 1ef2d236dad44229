import { describeMutants } from "./describe-mutants.ts";
import { wideCertificateMutants } from "./wide-certificate.ts";

describeMutants(wideCertificateMutants);
