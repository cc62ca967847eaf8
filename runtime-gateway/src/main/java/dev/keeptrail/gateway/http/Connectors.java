package dev.keeptrail.gateway.http;

import java.util.function.Consumer;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/** The connectors of a server, one of which the framework makes only when it starts. */
final class Connectors {
  private Connectors() {}

  /** Does something to each, shortly before the server starts. */
  static void prepare(Server server, Consumer<ServerConnector> work) {
    server.addEventListener(
        new LifeCycle.Listener() {
          @Override
          public void lifeCycleStarting(LifeCycle starting) {
            for (Connector connector : server.getConnectors()) {
              if (connector instanceof ServerConnector tcp) {
                work.accept(tcp);
              }
            }
          }
        });
  }
}
