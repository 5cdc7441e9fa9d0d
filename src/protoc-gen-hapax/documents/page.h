/* The parts of the catalogue's page. All append Markdown to a buffer. One thread. */
#ifndef PROTOC_GEN_HAPAX_DOCUMENTS_PAGE_H
#define PROTOC_GEN_HAPAX_DOCUMENTS_PAGE_H

#include "protoc-gen-hapax/documents/documents.h"

/* Who publishes to the topic and who listens, as a flowchart; NULL: of all topics. */
void page_add_flow(struct buffer *out, const struct documents *documents, const struct topic *topic);
/* One event: what it is, its fields, an example. */
void page_add_event(struct buffer *out, const struct documents *documents, const struct document *document);
/* Text for a cell of a table. */
void page_add_cell(struct buffer *out, const char *text);
/* "a, b"; "-" when there are none. */
void page_add_words(struct buffer *out, char *const *words, size_t count);
/* "[task.created](#taskcreated)" */
void page_add_link(struct buffer *out, const char *heading);
/* An event's heading: its type, and its major version when there is a later one. */
const char *page_heading(const struct documents *documents, const struct document *document);

#endif
