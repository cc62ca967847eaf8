package dev.keeptrail.gateway.protocol;

import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bodies with a secret at one of their places: as a value, as a key, beside what is usual, and in
 * an object or array where something else is.
 */
public final class SecretPlaces {
  public static final String SECRET = "mail ann@example.com now";

  /** Ways to put the secret in the place of a node. */
  private static final List<String> FORMS =
      List.of(
          "'SECRET'",
          "{'SECRET':1}",
          "{'SECRET':null}",
          "{'strange':'SECRET'}",
          "{'type':'text','text':'SECRET'}",
          "{'type':'SECRET','data':'SECRET','url':'SECRET'}",
          "['SECRET']",
          "[['SECRET']]",
          "[{'type':'text','text':'x','SECRET':[]}]",
          "[{'text':'SECRET'}]",
          "[1,'SECRET']",
          "{'a':{'b':[{'c':'SECRET'}]}}");

  private static final List<String> BESIDE =
      List.of(SECRET, "strange", "logprobs", "data", "name", "text", "signature", "images", "url");

  private final ObjectNode root;
  private final int stride;
  private final Map<String, String> all = new LinkedHashMap<>();
  private int turn;

  private SecretPlaces(ObjectNode root, int stride) {
    this.root = root;
    this.stride = stride;
    this.turn = ThreadLocalRandom.current().nextInt(stride);
  }

  /** That many, or every one with {@code -Dkeeptrail.places.all=true}. */
  public static int stride(int usual) {
    return Boolean.getBoolean("keeptrail.places.all") ? 1 : usual;
  }

  /**
   * Some of the bodies by the place of the secret; others with every run.
   *
   * @param body is as it was afterwards
   * @param stride of so many bodies one is made
   */
  public static Map<String, String> of(ObjectNode body, int stride) throws MalformedJsonException {
    var places = new SecretPlaces(body, stride);
    places.walk(body, "");
    return places.all;
  }

  private void walk(JsonNode node, String place) throws MalformedJsonException {
    if (node instanceof ObjectNode object) {
      for (String name : List.copyOf(object.propertyNames())) {
        JsonNode was = object.path(name);
        instead(place + "/" + name, form -> object.set(name, form));
        object.set(name, was);
        walk(was, place + "/" + name);
      }
      for (String beside : BESIDE) {
        if (!object.has(beside)) {
          object.put(beside, SECRET);
          add(place + " beside " + beside);
          object.remove(beside);
        }
      }
    } else if (node instanceof ArrayNode array) {
      for (int at = 0; at < array.size(); at++) {
        int index = at;
        JsonNode was = array.get(at);
        instead(place + "/" + at, form -> array.set(index, form));
        array.set(at, was);
        walk(was, place + "/" + at);
      }
    }
  }

  private void instead(String place, Consumer<JsonNode> set) throws MalformedJsonException {
    for (String form : FORMS) {
      String json = form.replace("SECRET", SECRET).replace('\'', '"');
      set.accept(StrictJson.parse(json.getBytes(StandardCharsets.UTF_8)));
      add(place + " as " + form);
    }
  }

  private void add(String place) {
    if (turn++ % stride == 0) {
      all.put(place, StrictJson.writeText(root));
    }
  }
}
