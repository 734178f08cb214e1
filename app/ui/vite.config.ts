import { defineConfig, type Plugin } from "vite";
import { parse } from "yaml";

/** Words of the model are those of reports: YAML files beside them, a group of words each name at the top. */
const yaml: Plugin = {
  name: "leaktrail-yaml",
  transform(code, id) {
    if (!id.endsWith(".yaml")) return null;
    return { code: `export default ${JSON.stringify(parse(code))};`, map: null, moduleType: "js" };
  },
};

// The page is served from `/`, its files from `/page/`: one folder that the server may call public and let be kept for long.
export default defineConfig({
  base: "/page/",
  plugins: [yaml],
  build: {
    outDir: "built",
    emptyOutDir: true,
    assetsDir: "",
    assetsInlineLimit: 0, // the policy of the page allows nothing in line
    modulePreload: { polyfill: false },
    target: "es2022",
    chunkSizeWarningLimit: 600, // kB before compression; tests hold the compressed sum
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
});
