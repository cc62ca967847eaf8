package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.callers.Publication;
import dev.keeptrail.gateway.json.StrictJson;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * OAuth 2.0 Protected Resource Metadata (RFC 9728): whose tokens callers need. It looks at the path
 * only and never at what is served, so nobody learns from it which targets there are. Thread-safe.
 */
final class MetadataRoute {
  static final String ROUTE = Publication.PLACE;
  static final String BELOW = ROUTE + "/<resource>";

  /** An issuer changes with a restart only, and clients that remember the old one find out soon. */
  private static final String CACHING = "public, max-age=300";

  private final Publication publication;

  MetadataRoute(Publication publication) {
    this.publication = publication;
  }

  void tell(Context context) throws IOException {
    // As it was written: whoever takes it to be decoded would be told of another resource.
    String below = context.req().getRequestURI().substring(ROUTE.length());
    Publication.Resource resource = publication.resource(below).orElseThrow(NotFoundResponse::new);
    Reply.send(context.res(), 200, Reply.JSON, CACHING, StrictJson.write(metadata(resource)));
  }

  private ObjectNode metadata(Publication.Resource resource) {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode().put("resource", resource.address());
    metadata.putArray("authorization_servers").add(publication.issuer());
    metadata.putArray("bearer_methods_supported").add("header");
    if (!resource.scopes().isEmpty()) {
      resource.scopes().forEach(metadata.putArray("scopes_supported")::add);
    }
    return metadata.put("resource_name", "Keeptrail");
  }
}
