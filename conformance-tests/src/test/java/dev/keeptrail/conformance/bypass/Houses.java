package dev.keeptrail.conformance.bypass;

import dev.keeptrail.conformance.bypass.BypassHouse.Address;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The gateways of the cases, each started when it is first needed. */
final class Houses {
  private final Map<Address, BypassHouse> started = new LinkedHashMap<>();
  private final ScriptedProvider provider;
  private final Path folder;

  Houses(ScriptedProvider provider, Path folder) {
    this.provider = provider;
    this.folder = folder;
  }

  ScriptedProvider provider() {
    return provider;
  }

  /** The gateway for a path, before a provider of the kind that speaks its protocol. */
  synchronized BypassHouse house(BypassCase given, String path) throws Exception {
    boolean messages = path.startsWith(Tongue.MESSAGES.protocol.route());
    String kind = messages == given.translated() ? "openai" : "anthropic";
    var address = new Address(given.pack(), given.believed(), kind);
    BypassHouse house = started.get(address);
    if (house == null) {
      house = BypassHouse.start(address, provider, folder);
      started.put(address, house);
    }
    return house;
  }

  synchronized Collection<BypassHouse> all() {
    return started.values();
  }
}
