package dev.keeptrail.gateway.mcp;

import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.listing.AnswerPart;
import dev.keeptrail.engine.parameter.ToolCatalogue;
import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.gateway.body.Media;
import dev.keeptrail.gateway.body.MediaTexts;
import dev.keeptrail.gateway.body.PassedValues;
import dev.keeptrail.gateway.body.Places;
import dev.keeptrail.gateway.body.TextCollector;
import dev.keeptrail.gateway.body.Voice;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where texts stand in messages between clients and servers. Whatever has no place of its own here
 * is walked whole. Stateless.
 */
final class McpTexts {
  private static final String PARAMS = "params";
  private static final String RESULT = "result";
  private static final String ICONS = "icons";
  private static final Voice CALLER = new Voice(Channel.TOOL_ARGUMENTS, "assistant", 0);
  private static final Voice TOOL = new Voice(Channel.TOOL_RESULT, "tool", 0);
  private static final Voice SERVER = new Voice(Channel.CONTENT, "system", 0);

  /** What events call parts that no detector looks at. */
  private static final Set<String> MEDIA = Set.of("image", "audio", "resource");

  /** The protocol has no long number of its own: all are somebody's. */
  private static final Set<String> NO_NUMBERS = Set.of();

  /** What a schema says of numbers, of which masking would make none. */
  private static final Set<String> SCHEMA =
      Set.of(
          "exclusiveMaximum",
          "exclusiveMinimum",
          "maxItems",
          "maxLength",
          "maximum",
          "minItems",
          "minLength",
          "minimum",
          "multipleOf");

  /** Numbers of the protocol in a question to a client. */
  private static final Set<String> OF_QUESTIONS =
      Stream.concat(SCHEMA.stream(), Stream.of("maxTokens")).collect(Collectors.toSet());

  private McpTexts() {}

  /**
   * All texts of a message.
   *
   * @param opened whether it holds a text of the server's that has come back to it, which is
   *     nobody's to judge
   */
  static BodyTexts request(ObjectNode body, boolean opened) {
    var collector = new TextCollector(NO_NUMBERS::contains);
    String pointer = Places.child("", PARAMS);
    if (body.path(PARAMS) instanceof ObjectNode params) {
      for (String name : params.propertyNames()) {
        switch (name) {
          case McpAsked.STATE -> {
            if (!opened) {
              collector.field(params, name, pointer, Voice.REQUEST_METADATA);
            }
          }
          case McpAnsweredTexts.ANSWERS ->
              McpAnsweredTexts.collect(collector, params, pointer, CALLER);
          case "arguments", "argument", "uri", McpFilter.MEMBER ->
              PassedValues.collect(
                  collector,
                  ToolCatalogue.EMPTY,
                  params.path("name").asString(""),
                  params,
                  name,
                  pointer,
                  CALLER);
          case "name", "protocolVersion" ->
              MediaTexts.token(collector, params, name, pointer, Voice.REQUEST_METADATA);
          default -> collector.field(params, name, pointer, Voice.REQUEST_METADATA);
        }
      }
    }
    return collector.finish();
  }

  /**
   * Everything of an answer but the entries of a list, which are judged one by one.
   *
   * @param listed the member that holds the list; empty for none
   */
  static BodyTexts answer(ObjectNode body, String listed) {
    boolean asks = McpAsked.is(body.path(RESULT));
    var collector = new TextCollector(asks ? OF_QUESTIONS::contains : NO_NUMBERS::contains);
    if (body.has("error")) {
      collector.member(body, "error", "", TOOL);
    }
    String pointer = Places.child("", RESULT);
    if (body.path(RESULT) instanceof ObjectNode result) {
      for (String name : result.propertyNames()) {
        // What stands in the place of a list and is none is judged with everything else.
        boolean entries = name.equals(listed) && result.path(name).isArray();
        // WHY: it goes out sealed.
        boolean state = asks && name.equals(McpAsked.STATE);
        if (!entries && !state) {
          member(collector, result, name, pointer);
        }
      }
    }
    return collector.finish();
  }

  /**
   * What a notice of progress says; its token is the caller's own.
   *
   * @param number of the notice, from 0; the place of its texts
   */
  static BodyTexts progress(ObjectNode body, int number) {
    var collector = new TextCollector(NO_NUMBERS::contains);
    String pointer = Places.child(AnswerPart.PROGRESS, number);
    if (body.path(PARAMS) instanceof ObjectNode params) {
      for (String name : params.propertyNames()) {
        if (!name.equals(McpProgress.TOKEN)) {
          collector.field(params, name, pointer, TOOL);
        }
      }
    }
    return collector.finish();
  }

  /**
   * What a notice to a client that listens says; the id of its request is the client's own.
   *
   * @param number of the notice, from 0; the place of its texts
   */
  static BodyTexts notice(ObjectNode body, int number) {
    var collector = new TextCollector(NO_NUMBERS::contains);
    String pointer = Places.child(AnswerPart.PROGRESS, number);
    if (body.path(PARAMS) instanceof ObjectNode params) {
      for (String name : params.propertyNames()) {
        if (name.equals("_meta")) {
          String own = McpNotice.SUBSCRIPTION;
          members(collector, params, name, pointer, own, TOOL, (_, _, _, _) -> {});
        } else {
          collector.field(params, name, pointer, TOOL);
        }
      }
    }
    return collector.finish();
  }

  private static void member(
      TextCollector collector, ObjectNode result, String name, String pointer) {
    switch (name) {
      case "content" -> each(collector, result, name, pointer, McpTexts::block);
      case "contents" -> each(collector, result, name, pointer, McpTexts::contents);
      case "messages" -> each(collector, result, name, pointer, McpTexts::message);
      case "serverInfo" -> about(collector, result, name, pointer);
      case "_meta" -> meta(collector, result, name, pointer);
      case McpAsked.QUESTIONS -> McpAskedTexts.collect(collector, result, pointer, TOOL, SERVER);
      case McpHints.LIFETIME -> {
        if (!McpHints.isLifetime(result.path(name))) {
          collector.field(result, name, pointer, TOOL.in(Channel.METADATA));
        }
      }
      case "structuredContent", "completion" -> collector.member(result, name, pointer, TOOL);
      case "instructions" -> collector.member(result, name, pointer, SERVER);
      case "protocolVersion", McpAsked.TYPE, McpHints.SCOPE ->
          MediaTexts.token(collector, result, name, pointer, SERVER.in(Channel.METADATA));
      case McpHints.VERSIONS -> versions(collector, result, name, pointer);
      default -> collector.field(result, name, pointer, TOOL.in(Channel.METADATA));
    }
  }

  /** Which revisions a server says it speaks, of which only those are left that are spoken here. */
  private static void versions(
      TextCollector collector, ObjectNode result, String name, String pointer) {
    boolean known = result.path(name).isArray();
    for (JsonNode version : result.path(name)) {
      known &= version.isString() && McpRevision.SPOKEN.contains(version.stringValue());
    }
    if (!known) {
      collector.field(result, name, pointer, TOOL.in(Channel.METADATA));
    }
  }

  private static void meta(
      TextCollector collector, ObjectNode result, String name, String pointer) {
    members(
        collector,
        result,
        name,
        pointer,
        McpRevision.SERVER_INFO,
        TOOL.in(Channel.METADATA),
        McpTexts::about);
  }

  /** Who a server says it is. */
  private static void about(
      TextCollector collector, ObjectNode result, String name, String pointer) {
    members(
        collector,
        result,
        name,
        pointer,
        ICONS,
        TOOL.in(Channel.METADATA),
        (to, server, icons, place) -> icons(to, server, icons, place, TOOL.in(Channel.METADATA)));
  }

  /** Collects one member of an object. */
  private interface Member {
    void collect(TextCollector collector, ObjectNode parent, String name, String pointer);
  }

  /** The members of an object that is about the answer; one of them has a form of its own. */
  private static void members(
      TextCollector collector,
      ObjectNode result,
      String name,
      String pointer,
      String special,
      Voice voice,
      Member member) {
    if (!(result.path(name) instanceof ObjectNode about)) {
      collector.field(result, name, pointer, voice);
      return;
    }
    String place = Places.child(pointer, name);
    for (String each : about.propertyNames()) {
      if (each.equals(special)) {
        member.collect(collector, about, each, place);
      } else {
        collector.field(about, each, place, voice);
      }
    }
  }

  /** Collects one element that is an object. */
  interface Element {
    void collect(TextCollector collector, ObjectNode element, String pointer);
  }

  /** The elements of an array, or the one object that stands in its place. */
  static void each(
      TextCollector collector, ObjectNode parent, String name, String pointer, Element element) {
    String place = Places.child(pointer, name);
    if (parent.path(name) instanceof ObjectNode one) {
      element.collect(collector, one, place);
      return;
    }
    if (!(parent.path(name) instanceof ArrayNode elements)) {
      collector.member(parent, name, pointer, TOOL);
      return;
    }
    for (int at = 0; at < elements.size(); at++) {
      if (elements.get(at) instanceof ObjectNode object) {
        element.collect(collector, object, Places.child(place, at));
      } else {
        collector.element(elements, at, place, TOOL);
      }
    }
  }

  /** One message of a prompt. */
  static void message(TextCollector collector, ObjectNode message, String pointer) {
    for (String name : message.propertyNames()) {
      switch (name) {
        case "role" -> MediaTexts.token(collector, message, name, pointer, TOOL);
        case "content" -> each(collector, message, name, pointer, McpTexts::block);
        default -> collector.field(message, name, pointer, TOOL);
      }
    }
  }

  private static void block(TextCollector collector, ObjectNode block, String pointer) {
    for (String name : block.propertyNames()) {
      switch (name) {
        case "type" -> MediaTexts.token(collector, block, name, pointer, TOOL);
        case "data" -> media(collector, block, name, pointer, block.path("type").asString("media"));
        case "resource" -> each(collector, block, name, pointer, McpTexts::contents);
        case ICONS -> icons(collector, block, name, pointer, TOOL);
        default -> collector.field(block, name, pointer, TOOL);
      }
    }
  }

  /** What a resource holds. */
  private static void contents(TextCollector collector, ObjectNode resource, String pointer) {
    for (String name : resource.propertyNames()) {
      if (name.equals("blob")) {
        media(collector, resource, name, pointer, "resource");
      } else {
        collector.field(resource, name, pointer, TOOL);
      }
    }
  }

  /** What is Base64 no detector looks at, and the event says so; anything else is text. */
  private static void media(
      TextCollector collector, ObjectNode parent, String name, String pointer, String reason) {
    if (Media.isOpaque("data", parent.path(name))) {
      collector.unscanned(Places.child(pointer, name), MEDIA.contains(reason) ? reason : "media");
    } else {
      collector.member(parent, name, pointer, TOOL);
    }
  }

  /** Pictures for people, which can stand in the message itself (2025-11-25). */
  private static void icons(
      TextCollector collector, ObjectNode parent, String name, String pointer, Voice voice) {
    if (!(parent.path(name) instanceof ArrayNode icons)) {
      collector.field(parent, name, pointer, voice);
      return;
    }
    String place = Places.child(pointer, name);
    for (int at = 0; at < icons.size(); at++) {
      if (icons.get(at) instanceof ObjectNode icon) {
        icon(collector, icon, Places.child(place, at), voice);
      } else {
        collector.element(icons, at, place, voice);
      }
    }
  }

  private static void icon(TextCollector collector, ObjectNode icon, String pointer, Voice voice) {
    for (String name : icon.propertyNames()) {
      if (name.equals("src") && Media.isOpaque(name, icon.path(name))) {
        collector.unscanned(Places.child(pointer, name), "image");
      } else {
        collector.field(icon, name, pointer, voice);
      }
    }
  }

  /**
   * One entry of a list: what the definition of a tool, a prompt or a resource says goes to a
   * model.
   */
  static BodyTexts entry(ArrayNode list, String listed, int at) {
    var collector = new TextCollector(SCHEMA::contains);
    String place = Places.child(Places.child("", RESULT), listed);
    var voice = new Voice(Channel.TOOL_DEFINITION, "tool", at);
    if (list.get(at) instanceof ObjectNode entry) {
      for (String name : entry.propertyNames()) {
        if (name.equals(ICONS)) {
          icons(collector, entry, name, Places.child(place, at), voice);
        } else {
          collector.field(entry, name, Places.child(place, at), voice);
        }
      }
    } else {
      collector.element(list, at, place, voice);
    }
    return collector.finish();
  }
}
