package dev.keeptrail.gateway.tunnel;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;

/**
 * A socket that is connected to what is still a name by asking the proxy for it; to an address it
 * connects as any other does.
 */
final class ProxiedSocket extends Socket {
  private final OutboundProxy proxy;

  ProxiedSocket(OutboundProxy proxy) {
    this.proxy = proxy;
  }

  @Override
  public void connect(SocketAddress address) throws IOException {
    connect(address, 0);
  }

  @Override
  public void connect(SocketAddress address, int timeout) throws IOException {
    if (address instanceof InetSocketAddress target && target.isUnresolved()) {
      super.connect(new InetSocketAddress(proxy.host(), proxy.port()), timeout);
      new TunnelRequest(proxy, target).make(this, timeout);
    } else {
      super.connect(address, timeout);
    }
  }
}
