package dev.keeptrail.ledger.integrity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * That an event is in a ledger, for somebody who has not got the ledger.
 *
 * @param sequence number of the event, from 1
 * @param event its canonical form
 * @param salt that its fields were hashed with; null for an event of format 1
 * @param path hashes from the leaf to the root of the checkpoint
 * @param checkpoint a signed note
 */
public record InclusionProof(
    long sequence, String event, @Nullable Salt salt, List<Hash> path, String checkpoint) {
  private static final int WITHOUT_SALT = 1;
  private static final int WITH_SALT = 2;
  private static final int MOST_HASHES = 64;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public InclusionProof {
    path = List.copyOf(path);
  }

  /** Reads what {@code kt ledger prove} prints; empty when the text is no proof of this format. */
  public static Optional<InclusionProof> parse(String json) {
    try {
      JsonNode proof = JSON.readTree(json);
      int format = proof.path("format").asInt(0);
      boolean whole =
          (format == WITHOUT_SALT || (format == WITH_SALT && proof.path("salt").isString()))
              && proof.path("sequence").isIntegralNumber()
              && proof.path("event").isString()
              && proof.path("path").isArray()
              && proof.path("path").size() <= MOST_HASHES
              && proof.path("checkpoint").isString();
      if (!whole) {
        return Optional.empty();
      }
      List<Hash> path = new ArrayList<>();
      for (JsonNode hash : proof.path("path")) {
        path.add(Hash.of(Base64.getDecoder().decode(hash.asString(""))));
      }
      return Optional.of(
          new InclusionProof(
              proof.path("sequence").longValue(),
              proof.path("event").stringValue(),
              format == WITH_SALT ? Salt.parse(proof.path("salt").stringValue()) : null,
              path,
              proof.path("checkpoint").stringValue()));
    } catch (JacksonException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /**
   * Checks it against keys that one trusts.
   *
   * @return what is wrong with it; empty when it holds
   */
  public Optional<String> problem(Collection<NoteKey> trusted) {
    SignedNote note = SignedNote.parse(checkpoint).orElse(null);
    Checkpoint signed = note == null ? null : Checkpoint.parse(note.text()).orElse(null);
    if (note == null || signed == null) {
      return Optional.of("its checkpoint is none");
    }
    if (note.signedBy(trusted).filter(key -> key.name().equals(signed.origin())).isEmpty()) {
      return Optional.of("its checkpoint is not signed by any of the keys that are trusted");
    }
    if (sequence < 1 || sequence > signed.size()) {
      return Optional.of("its event is not among those of its checkpoint");
    }
    try {
      Hash leaf = Leaves.hash(event.getBytes(StandardCharsets.UTF_8), salt);
      boolean leads =
          Proofs.root(leaf, sequence - 1, signed.size(), path)
              .filter(signed.root()::equals)
              .isPresent();
      return leads
          ? Optional.empty()
          : Optional.of("its path does not lead from the event to the root that was signed");
    } catch (Leaves.UnreadableLeafException _) {
      return Optional.of("its event is no JSON");
    }
  }
}
