package dev.keeptrail.engine.packtest;

import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.exchange.Unscanned;
import java.util.List;
import java.util.Optional;

/**
 * Reads bodies the way the gateway does, so that a test judges exactly the texts that the gateway
 * would. The gateway implements it; stateless and safe for any thread.
 */
public interface ChatBodies {
  /**
   * The texts of a chat completion request.
   *
   * @throws UnservedBodyException when the gateway would refuse the request
   */
  Texts request(byte[] body) throws UnservedBodyException;

  /**
   * The texts of a chat completion, which a provider answers.
   *
   * @param request the request it answers: the tools on offer there say what arguments are
   * @throws UnservedBodyException when the gateway would not take it for one
   */
  Texts completion(byte[] body, byte[] request) throws UnservedBodyException;

  /** All texts of one body, in document order. */
  interface Texts {
    List<Segment> segments();

    List<Unscanned> unscanned();

    /** The policy that wants to mask what no edit can reach; the gateway blocks then. */
    Optional<String> unmaskable(List<Redaction> redactions);
  }

  /** A body that the gateway does not serve. */
  final class UnservedBodyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String pointer;

    /**
     * @param pointer JSON Pointer of the part that is wrong; empty for the whole body
     */
    public UnservedBodyException(String message, String pointer) {
      super(message);
      this.pointer = pointer;
    }

    public String pointer() {
      return pointer;
    }
  }
}
