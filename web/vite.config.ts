import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  build: {
    // inlined files would become data: addresses, which the page's policy allows for images only
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // the notices of the libraries and of the font that the page is made with
    license: { fileName: "licenses.md" },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
  },
  server: { proxy: { "/api": "http://localhost:8080" } },
});
