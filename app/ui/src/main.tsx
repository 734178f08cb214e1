// The page starts here: listen to the address, then draw.
import { render } from "preact";
import { Shell } from "./shell/Shell.tsx";
import { followHistory } from "./state/place.ts";

followHistory();
const root = document.getElementById("app");
if (root === null) throw new Error("index.html has no #app");
render(<Shell />, root);
