package dev.keeptrail.gateway.stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One event of a stream.
 *
 * @param name what stands in its {@code event} line; null for none
 */
public record StreamEvent(@Nullable String name, ObjectNode data) {}
