package dev.keeptrail.ledger.capture;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The keys at hand, by id. A key that was replaced opens what was sealed with it as long as it is
 * kept.
 */
public final class CaptureKeys {
  public static final CaptureKeys NONE = new CaptureKeys(java.util.List.of());

  private final Map<String, CaptureKey> byId = new HashMap<>();

  public CaptureKeys(Collection<CaptureKey> keys) {
    keys.forEach(key -> byId.put(key.id(), key));
  }

  CaptureKey get(String id) throws CaptureException {
    CaptureKey key = byId.get(id);
    if (key == null) {
      throw new CaptureException(
          "the capture is sealed with key %s, which is not given".formatted(id));
    }
    return key;
  }
}
