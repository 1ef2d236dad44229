import { mock } from "../../../mock.js";

const handle = (request) => mock.fetch(request);

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
