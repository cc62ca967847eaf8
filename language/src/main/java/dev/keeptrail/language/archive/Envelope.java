package dev.keeptrail.language.archive;

import dev.keeptrail.language.archive.ArchiveException.Problem;
import dev.keeptrail.language.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A DSSE envelope (Dead Simple Signing Envelope, version 1) over a manifest: who signed it. Key ids
 * are hints until a key has verified its signature.
 */
final class Envelope {
  static final String NAME = "signatures.dsse.json";
  static final String PAYLOAD_TYPE = "application/vnd.keeptrail.pack-manifest+json";

  private static final int MAX_SIGNATURES = 16;

  private final byte[] payload;

  /** By key id, in order. */
  private final SortedMap<String, byte[]> signatures;

  private Envelope(byte[] payload, SortedMap<String, byte[]> signatures) {
    this.payload = payload;
    this.signatures = signatures;
  }

  static Envelope unsigned(byte[] payload) {
    return new Envelope(payload, new TreeMap<>());
  }

  Envelope with(SigningKey key) throws ArchiveException {
    var more = new TreeMap<>(signatures);
    more.put(key.verificationKey().id(), key.sign(signedBytes(payload)));
    if (more.size() > MAX_SIGNATURES) {
      throw new ArchiveException(
          Problem.TOO_LARGE, "an archive has at most " + MAX_SIGNATURES + " signatures");
    }
    return new Envelope(payload, more);
  }

  private static byte[] signedBytes(byte[] payload) {
    return preAuthenticationEncoding(PAYLOAD_TYPE, payload);
  }

  /** What is signed: the type and the payload, each with its length before it. */
  static byte[] preAuthenticationEncoding(String payloadType, byte[] payload) {
    byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
    var encoding = new ByteArrayOutputStream();
    encoding.writeBytes(ascii("DSSEv1 " + type.length + " "));
    encoding.writeBytes(type);
    encoding.writeBytes(ascii(" " + payload.length + " "));
    encoding.writeBytes(payload);
    return encoding.toByteArray();
  }

  boolean isOf(Member manifest) {
    return Arrays.equals(payload, manifest.bytes());
  }

  /** Ids of the keys that are said to have signed, in order. */
  List<String> keyIds() {
    return List.copyOf(signatures.keySet());
  }

  boolean isSignedBy(VerificationKey key) {
    byte[] signature = signatures.get(key.id());
    return signature != null && key.verifies(signedBytes(payload), signature);
  }

  Member toMember() {
    JsonWriter json = JsonWriter.compact().beginObject();
    json.name("payload").value(Base64.getEncoder().encodeToString(payload));
    json.name("payloadType").value(PAYLOAD_TYPE);
    json.name("signatures").beginArray();
    for (Map.Entry<String, byte[]> signature : signatures.entrySet()) {
      json.beginObject().name("keyid").value(signature.getKey());
      json.name("sig").value(Base64.getEncoder().encodeToString(signature.getValue())).endObject();
    }
    return Member.of(NAME, json.endArray().endObject().toString());
  }

  static Envelope read(Member member) throws ArchiveException {
    JsonTree json = JsonTree.parse(NAME, member.bytes());
    if (!json.text("payloadType").equals(PAYLOAD_TYPE)) {
      throw malformed("`" + NAME + "` signs something that is no manifest");
    }
    List<JsonTree> entries = json.objects("signatures");
    if (entries.isEmpty() || entries.size() > MAX_SIGNATURES) {
      throw malformed("`" + NAME + "` has no signature, or more than " + MAX_SIGNATURES);
    }
    var signatures = new TreeMap<String, byte[]>();
    for (JsonTree entry : entries) {
      signatures.put(entry.text("keyid"), decode(entry.text("sig")));
    }
    var envelope = new Envelope(decode(json.text("payload")), signatures);
    if (!Arrays.equals(envelope.toMember().bytes(), member.bytes())) {
      throw malformed("`" + NAME + "` is not written the way this version writes it");
    }
    return envelope;
  }

  private static byte[] decode(String base64) throws ArchiveException {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException _) {
      throw malformed("`" + NAME + "` holds Base64 that cannot be read");
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static ArchiveException malformed(String message) {
    return new ArchiveException(Problem.MALFORMED, message);
  }
}
