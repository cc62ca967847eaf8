package dev.keeptrail.gateway;

import dev.keeptrail.gateway.callers.ApiKey;
import dev.keeptrail.gateway.callers.BoundIdentity;
import dev.keeptrail.gateway.callers.CallerCheck;
import dev.keeptrail.gateway.callers.CallerSettings;
import dev.keeptrail.gateway.callers.KeyFile;
import dev.keeptrail.gateway.callers.KeyFileException;
import dev.keeptrail.gateway.callers.KeyRing;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.callers.KeySecret;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file of keys, and new ones in it. */
final class CallerKeys {
  final KeyFile file;

  CallerKeys(Path folder) {
    this.file = new KeyFile(folder.resolve("keys.json"));
  }

  KeySecret add(BoundIdentity identity, @Nullable Instant expires, KeyScope... scopes)
      throws KeyFileException {
    KeySecret secret = KeySecret.fresh();
    file.change(keys -> {
      List<ApiKey> all = new ArrayList<>(keys);
      all.add(
          new ApiKey(
              secret.id(),
              secret.hash(),
              "test",
              Set.of(scopes),
              Instant.EPOCH,
              expires,
              null,
              identity));
      return all;
    });
    return secret;
  }

  /** A key that may ask and list models, of a caller in this consumer group. */
  String of(@Nullable String group) throws KeyFileException {
    var identity = new BoundIdentity(null, null, null, null, null, List.of(), group);
    return add(identity, null, KeyScope.INVOKE, KeyScope.MODELS).reveal();
  }

  CallerSettings settings() throws KeyFileException {
    return CallerSettings.OPEN.withCheck(CallerCheck.keys(ring()));
  }

  KeyRing ring() throws KeyFileException {
    return KeyRing.open(file, Clock.systemUTC());
  }
}
