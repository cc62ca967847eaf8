package dev.keeptrail.gateway.imports;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The chat that a span holds, in bodies of chat completions; null for no answer. */
record SpanChat(ObjectNode request, @Nullable ObjectNode answer) {}
