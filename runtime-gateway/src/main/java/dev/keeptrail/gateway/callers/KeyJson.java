package dev.keeptrail.gateway.callers;

import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON of a file of keys: {@code version} 1 and {@code keys}, each with the members of {@link
 * ApiKey} and of its identity. What is not understood is refused: a scope or a bound that is passed
 * over would make a key stronger than it was meant to be.
 */
final class KeyJson {
  private static final int VERSION = 1;
  private static final Pattern ID = Pattern.compile("key_[0-9a-f]{16}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final Set<String> MEMBERS =
      Set.of(
          "id",
          "hash",
          "name",
          "scopes",
          "created",
          "expires",
          "revoked",
          "user",
          "team",
          "org",
          "role",
          "agent",
          "groups",
          "consumer_group");

  private KeyJson() {}

  static byte[] write(List<ApiKey> keys) {
    ObjectNode file = JsonNodeFactory.instance.objectNode();
    file.put("version", VERSION);
    var list = file.putArray("keys");
    keys.forEach(key -> list.add(write(key)));
    return StrictJson.write(file);
  }

  private static ObjectNode write(ApiKey key) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", key.id());
    json.put("hash", key.hash());
    json.put("name", key.name());
    var scopes = json.putArray("scopes");
    key.orderedScopes().forEach(scope -> scopes.add(scope.word()));
    json.put("created", key.created().toString());
    put(json, "expires", key.expires() == null ? null : key.expires().toString());
    put(json, "revoked", key.revoked() == null ? null : key.revoked().toString());
    BoundIdentity identity = key.identity();
    put(json, "user", identity.user());
    put(json, "team", identity.team());
    put(json, "org", identity.org());
    put(json, "role", identity.role());
    put(json, "agent", identity.agent());
    if (!identity.groups().isEmpty()) {
      var groups = json.putArray("groups");
      identity.groups().forEach(groups::add);
    }
    put(json, "consumer_group", identity.consumerGroup());
    return json;
  }

  private static void put(ObjectNode json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  static List<ApiKey> read(byte[] json) throws KeyFileException {
    try {
      JsonNode file = StrictJson.parse(json);
      if (file.path("version").asInt(-1) != VERSION || !file.path("keys").isArray()) {
        throw new KeyFileException("it is no file of keys of version " + VERSION);
      }
      List<ApiKey> keys = new ArrayList<>();
      Set<String> ids = new HashSet<>();
      for (JsonNode entry : file.path("keys")) {
        ApiKey key = key(entry);
        if (!ids.add(key.id())) {
          throw new KeyFileException("key `" + key.id() + "` stands there twice");
        }
        keys.add(key);
      }
      return keys;
    } catch (MalformedJsonException malformed) {
      throw new KeyFileException("it is no JSON");
    }
  }

  private static ApiKey key(JsonNode json) throws KeyFileException {
    String id = json.path("id").asString("");
    if (!ID.matcher(id).matches()) {
      throw new KeyFileException("a key has no `id`");
    }
    for (String name : json.propertyNames()) {
      if (!MEMBERS.contains(name)) {
        throw wrong(id, "a member that is not known here");
      }
    }
    String hash = json.path("hash").asString("");
    if (!HASH.matcher(hash).matches()) {
      throw wrong(id, "no `hash`");
    }
    Instant created = instant(json, id, "created");
    if (created == null) {
      throw wrong(id, "no `created`");
    }
    return new ApiKey(
        id,
        hash,
        json.path("name").asString(""),
        scopes(json, id),
        created,
        instant(json, id, "expires"),
        instant(json, id, "revoked"),
        new BoundIdentity(
            text(json, id, "user"),
            text(json, id, "team"),
            text(json, id, "org"),
            text(json, id, "role"),
            text(json, id, "agent"),
            groups(json, id),
            text(json, id, "consumer_group")));
  }

  private static Set<KeyScope> scopes(JsonNode json, String id) throws KeyFileException {
    Set<KeyScope> scopes = EnumSet.noneOf(KeyScope.class);
    for (JsonNode word : json.path("scopes")) {
      scopes.add(
          KeyScope.of(word.asString(""))
              .orElseThrow(() -> wrong(id, "a scope that is not known here")));
    }
    return scopes;
  }

  private static List<String> groups(JsonNode json, String id) throws KeyFileException {
    List<String> groups = new ArrayList<>();
    for (JsonNode group : json.path("groups")) {
      groups.add(fit(group, id, "groups"));
    }
    if (groups.size() > BoundIdentity.MAX_GROUPS) {
      throw wrong(id, "too many `groups`");
    }
    return groups;
  }

  private static @Nullable Instant instant(JsonNode json, String id, String name)
      throws KeyFileException {
    if (json.path(name).isMissingNode()) {
      return null;
    }
    try {
      return Instant.parse(json.path(name).asString(""));
    } catch (DateTimeException malformed) {
      throw wrong(id, "no time in `" + name + "`");
    }
  }

  private static @Nullable String text(JsonNode json, String id, String name)
      throws KeyFileException {
    return json.path(name).isMissingNode() ? null : fit(json.path(name), id, name);
  }

  private static String fit(JsonNode value, String id, String name) throws KeyFileException {
    String text = value.asString("");
    if (!BoundIdentity.isFit(text)) {
      throw wrong(id, "no fit text in `" + name + "`");
    }
    return text;
  }

  private static KeyFileException wrong(String id, String what) {
    return new KeyFileException("key `" + id + "` has " + what);
  }
}
