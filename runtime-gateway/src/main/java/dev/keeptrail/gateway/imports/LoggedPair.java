package dev.keeptrail.gateway.imports;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One request and what was answered, as a log holds them.
 *
 * @param id the log's own id of it, or the place in the file
 * @param path of the request's address; empty where the log does not say it
 * @param answer null when there was none, or none that can be read
 * @param user who asked; null when nobody said
 */
public record LoggedPair(
    String id,
    String path,
    JsonNode request,
    @Nullable LoggedAnswer answer,
    @Nullable String user) {}
