// node asyncapi_diagnostics.js FILE: what AsyncAPI's own parser says of a document, as JSON: [[severity, code, message, path]...]. 0 is an error.
const fs = require("fs");
const { Parser } = require("@asyncapi/parser");

new Parser().parse(fs.readFileSync(process.argv[2], "utf8")).then(({ diagnostics }) => {
  console.log(JSON.stringify(diagnostics.map(({ severity, code, message, path }) => [severity, code, message, path.join(".")])));
});
