// Publishes task.created through the Dapr sidecar. Run twice, it still takes effect once: the id says that it is the same fact.
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { Client } from "hapax-events";
import { publishTaskCreated } from "hapax-events/hapax/tasks/v1/events_producer.js";

const created = new Date("2026-03-01T10:00:00Z");
const id = await publishTaskCreated(
  new Client(),
  { taskId: 4711n, userId: "ada", title: "Pack order 4711", createdAt: timestampFromDate(created) },
  { id: "order-4711", source: "/shop" },
);
console.log(id);
