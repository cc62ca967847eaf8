package dev.keeptrail.cli.lsp;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.eclipse.lsp4j.jsonrpc.MessageIssueException;
import org.eclipse.lsp4j.jsonrpc.json.JsonRpcMethod;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.MessageIssue;
import org.eclipse.lsp4j.jsonrpc.messages.NotificationMessage;
import org.eclipse.lsp4j.jsonrpc.messages.RequestMessage;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the server: only messages pass that are well formed, in time and have the
 * parameters that are read. A request that does not pass is answered with the error that the
 * protocol has for it; a notification is passed over, with a line in the log. For one thread.
 */
final class IncomingMessages extends MessageJsonHandler {
  /** More than any document that is a pack, by far. */
  private static final int MAX_CHARACTERS = 64 * 1024 * 1024;

  private final Lifecycle lifecycle = new Lifecycle();

  IncomingMessages(Map<String, JsonRpcMethod> methods) {
    super(methods);
  }

  @Override
  public Message parseMessage(Reader input) {
    JsonElement tree = tree(body(input));
    if (!(tree instanceof JsonObject message)) {
      throw refused(null, ResponseErrorCode.InvalidRequest, "a message is one object");
    }
    Either<String, Number> id = id(message);
    String method = method(message, id);
    Message envelope = envelope(id, method);
    lifecycle
        .check(method)
        .ifPresent(untimely -> {
          throw refused(envelope, untimely.code(), untimely.why());
        });
    requireServed(method, id, envelope);
    Params.fault(method, message.get("params"))
        .ifPresent(fault -> {
          throw refused(envelope, ResponseErrorCode.InvalidParams, fault);
        });
    Message read = typed(message, envelope);
    lifecycle.passed(method);
    return read;
  }

  /** All of it, whatever is wrong in it: what is left unread would be taken for headers. */
  private static String body(Reader input) {
    try {
      var text = new StringBuilder();
      var part = new char[8192];
      boolean tooLong = false;
      for (int count = input.read(part); count >= 0; count = input.read(part)) {
        tooLong |= text.length() + count > MAX_CHARACTERS;
        if (!tooLong) {
          text.append(part, 0, count);
        }
      }
      if (tooLong) {
        throw refused(null, ResponseErrorCode.InvalidRequest, "the message is too long");
      }
      return text.toString();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private static JsonElement tree(String body) {
    var reader = new JsonReader(new StringReader(body));
    reader.setStrictness(Strictness.STRICT);
    try {
      JsonElement tree = JsonParser.parseReader(reader);
      if (!body.isBlank() && reader.peek() == JsonToken.END_DOCUMENT) {
        return tree;
      }
    } catch (JsonParseException | IOException notJson) {
      // Said below; what Gson says of it names its own settings.
    }
    throw refused(null, ResponseErrorCode.ParseError, "the message is not JSON");
  }

  private static @Nullable Either<String, Number> id(JsonObject message) {
    JsonElement id = message.get("id");
    if (id == null) {
      return null;
    }
    if (id.isJsonPrimitive() && id.getAsJsonPrimitive().isString()) {
      return Either.forLeft(id.getAsString());
    }
    if (Shape.isWhole(id)) {
      return Either.forRight(id.getAsBigDecimal().intValueExact());
    }
    throw refused(
        null, ResponseErrorCode.InvalidRequest, "`id` is neither a text nor a whole number");
  }

  private static String method(JsonObject message, @Nullable Either<String, Number> id) {
    JsonElement version = message.get("jsonrpc");
    JsonElement method = message.get("method");
    Message envelope = envelope(id, "");
    if (version == null || !isText(version) || !version.getAsString().equals("2.0")) {
      throw refused(envelope, ResponseErrorCode.InvalidRequest, "`jsonrpc` is not `2.0`");
    }
    if (method == null || !isText(method)) {
      // WHY: also what looks like an answer; this server asks its editor nothing.
      throw refused(envelope, ResponseErrorCode.InvalidRequest, "`method` is missing");
    }
    return method.getAsString();
  }

  private static boolean isText(JsonElement value) {
    return value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
  }

  /** A notification that nobody knows is passed over further on, as the protocol wants it. */
  private void requireServed(String method, @Nullable Either<String, Number> id, Message envelope) {
    JsonRpcMethod known = getJsonRpcMethod(method);
    if (known == null && id != null) {
      throw refused(envelope, ResponseErrorCode.MethodNotFound, "this server does not answer that");
    }
    if (known != null && known.isNotification() && id != null) {
      throw refused(envelope, ResponseErrorCode.InvalidRequest, "a notification has no `id`");
    }
    if (known != null && !known.isNotification() && id == null) {
      throw refused(envelope, ResponseErrorCode.InvalidRequest, "a request has an `id`");
    }
  }

  private Message typed(JsonObject message, Message envelope) {
    try {
      Message read = getGson().fromJson(message, Message.class);
      read.setJsonHandler(this);
      return read;
    } catch (MessageIssueException
        | JsonParseException
        | IllegalStateException
        | IllegalArgumentException
        | ClassCastException unfit) {
      throw refused(
          envelope, ResponseErrorCode.InvalidParams, "`params` are not what the protocol has");
    }
  }

  private static Message envelope(@Nullable Either<String, Number> id, String method) {
    if (id == null) {
      var notification = new NotificationMessage();
      notification.setMethod(method);
      return notification;
    }
    var request = new RequestMessage();
    request.setRawId(id);
    request.setMethod(method);
    return request;
  }

  /** The error for a message; for none where it is not known to whose question it belongs. */
  private static MessageIssueException refused(
      @Nullable Message message, ResponseErrorCode code, String why) {
    Message answered = Optional.ofNullable(message).orElseGet(RequestMessage::new);
    return new MessageIssueException(answered, new MessageIssue(why, code.getValue()));
  }
}
