// Publishes what it is told to on stdin, a JSON object a line, and answers on stdout what became of it, a line each. The argument is a
// file with the module and the name of every type's function.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fromJson } from "@bufbuild/protobuf";
import { Client, PublishError, ValidationError } from "hapax-events";

const events = JSON.parse(readFileSync(process.argv[2], "utf8"));

async function obey({ type, data, options, client }) {
  const { module, name } = events[type];
  const functions = await import(module);
  const { schema } = functions[`${name[0].toLowerCase()}${name.slice(1)}Event`];
  try {
    const { time, ...others } = options ?? {};
    const id = await functions[`publish${name}`](new Client(client), fromJson(schema, data), { ...others, time: time && new Date(time) });
    return { id, status: 0 };
  } catch (error) {
    const { id, status } = error instanceof PublishError ? error : { status: 0 };
    const violations = error instanceof ValidationError ? error.violations : undefined;
    return { id, error: error.message, status, violations };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await obey(JSON.parse(line))));
}
