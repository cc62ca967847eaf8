package dev.keeptrail.ledger.retention;

import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeJson;
import dev.keeptrail.ledger.integrity.Leaves;
import dev.keeptrail.ledger.integrity.NoteKey;
import dev.keeptrail.ledger.integrity.NoteSigner;
import dev.keeptrail.ledger.integrity.SignedNote;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The signature that a notice of a pruning carries in itself, by the key of the ledger's
 * checkpoints. A checkpoint vouches for all that stands in the ledger when it is signed, also for
 * what somebody without the key has put there; this says who announced. Stateless.
 */
public final class NoticeSeal {
  private static final String ORIGIN = "origin";
  private static final String SIGNATURE = "signature";

  /** WHY: a checkpoint begins with the name of its key, and no such name has white space. */
  private static final String HEAD = "keeptrail notice of a pruning 1\n";

  private NoticeSeal() {}

  /** The notice with the name of its ledger and a signature over everything else that it says. */
  public static AdministrativeEvent seal(AdministrativeEvent notice, NoteSigner signer) {
    Map<String, String> details = new TreeMap<>(notice.details());
    details.put(ORIGIN, signer.publicKey().name());
    AdministrativeEvent named = with(notice, details);
    details.put(SIGNATURE, SignedNote.sign(text(named), signer).signatures().getFirst().base64());
    return with(notice, details);
  }

  /** Whether one of these keys has signed the notice as it is, for the ledger of that key. */
  public static boolean holds(AdministrativeEvent notice, Collection<NoteKey> keys) {
    Map<String, String> details = new TreeMap<>(notice.details());
    String signature = details.remove(SIGNATURE);
    String origin = details.get(ORIGIN);
    return signature != null
        && origin != null
        && new SignedNote(
                text(with(notice, details)), List.of(new SignedNote.Line(origin, signature)))
            .signedBy(keys)
            .isPresent();
  }

  private static AdministrativeEvent with(AdministrativeEvent notice, Map<String, String> details) {
    return new AdministrativeEvent(
        notice.id(),
        notice.timestamp(),
        notice.action(),
        notice.actor(),
        notice.subject(),
        details);
  }

  private static String text(AdministrativeEvent notice) {
    try {
      byte[] canonical = Leaves.canonical(AdministrativeJson.toBytes(notice));
      return HEAD + new String(canonical, StandardCharsets.UTF_8) + "\n";
    } catch (Leaves.UnreadableLeafException impossible) {
      throw new IllegalStateException("what was just written is JSON", impossible);
    }
  }
}
