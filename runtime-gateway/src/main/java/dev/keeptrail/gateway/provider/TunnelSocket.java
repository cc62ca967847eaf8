package dev.keeptrail.gateway.provider;

import dev.keeptrail.gateway.tunnel.OutboundProxy;
import dev.keeptrail.gateway.tunnel.TunnelRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.SocketAddress;

/**
 * A socket that is connected to what is still a name by asking the proxy for it; to an address it
 * connects as any other does.
 */
final class TunnelSocket extends TellingSocket {
  private final OutboundProxy proxy;

  TunnelSocket(OutboundProxy proxy) {
    this.proxy = proxy;
  }

  @Override
  public void connect(SocketAddress address, int timeout) throws IOException {
    if (address instanceof InetSocketAddress target && target.isUnresolved()) {
      super.connect(new InetSocketAddress(proxy.host(), proxy.port()), timeout);
      try {
        new TunnelRequest(proxy, target).make(this, timeout);
      } catch (ProtocolException refused) {
        // To who routes requests, a proxy that refuses is a provider that is not there.
        var away = new ConnectException(refused.getMessage());
        away.initCause(refused);
        throw away;
      }
    } else {
      super.connect(address, timeout);
    }
  }
}
