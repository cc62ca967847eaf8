package dev.keeptrail.detectors.plugin;

import java.net.Socket;
import java.net.URI;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * How services are reached that are not on this machine: some through a proxy, others directly.
 * Shows no login, and hands none out.
 *
 * @param proxied which addresses are reached through the proxy
 * @param sockets makes sockets that ask the proxy for a connection when they are connected to a
 *     name that was not looked up ({@link java.net.InetSocketAddress#createUnresolved}). A proxy
 *     that refuses is a {@link java.net.ProtocolException}
 */
public record WayOut(Predicate<URI> proxied, Supplier<Socket> sockets) {
  /** Everything is asked directly. */
  public static final WayOut DIRECT = new WayOut(_ -> false, Socket::new);

  @Override
  public String toString() {
    return "WayOut[]";
  }
}
