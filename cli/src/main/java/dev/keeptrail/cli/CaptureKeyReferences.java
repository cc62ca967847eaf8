package dev.keeptrail.cli;

import dev.keeptrail.language.plan.SecretRef;
import dev.keeptrail.ledger.capture.CaptureException;
import dev.keeptrail.ledger.capture.CaptureKey;
import dev.keeptrail.ledger.capture.CaptureKeys;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys of captures as the command line refers to them: {@code env:NAME}, {@code file:PATH} or
 * {@code store:NAME}.
 */
record CaptureKeyReferences(Invocation invocation) {
  private static final String ENV = "env:";
  private static final String FILE = "file:";
  private static final String STORE = "store:";

  CaptureKeys read(List<String> references) throws CommandFailedException {
    List<CaptureKey> keys = new ArrayList<>();
    for (String reference : references) {
      keys.add(key(reference));
    }
    return new CaptureKeys(keys);
  }

  private CaptureKey key(String reference) throws CommandFailedException {
    String text =
        invocation
            .secrets()
            .resolve(reference(reference))
            .orElseThrow(() ->
                new CommandFailedException("there is no key at `%s`".formatted(reference), null));
    try {
      return CaptureKey.of(text);
    } catch (CaptureException unusable) {
      throw new CommandFailedException(String.valueOf(unusable.getMessage()), null);
    }
  }

  /** Never quotes what is none of them, which may be the key itself. */
  private static SecretRef reference(String word) throws CommandFailedException {
    if (word.startsWith(ENV)) {
      return new SecretRef.Env(word.substring(ENV.length()));
    }
    if (word.startsWith(FILE)) {
      return new SecretRef.File(word.substring(FILE.length()));
    }
    if (word.startsWith(STORE)) {
      return new SecretRef.Store(word.substring(STORE.length()));
    }
    throw new CommandFailedException(
        "`--capture-key` says where a key is, and never is one",
        "write `env:NAME`, `file:PATH` or `store:NAME`");
  }
}
