package dev.keeptrail.gateway.body;

import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Location;

/** Who speaks through which channel: a location without its pointer. */
public record Voice(Channel channel, String role, int index) {
  public static final Voice REQUEST_METADATA = new Voice(Channel.METADATA, "request", -1);

  public Location at(String pointer) {
    return new Location(channel, role, index, pointer);
  }

  public Voice in(Channel other) {
    return channel == other ? this : new Voice(other, role, index);
  }
}
