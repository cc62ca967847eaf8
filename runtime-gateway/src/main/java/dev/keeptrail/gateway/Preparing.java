package dev.keeptrail.gateway;

import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.gateway.capture.CaptureDesk;
import dev.keeptrail.gateway.capture.Captures;
import dev.keeptrail.gateway.capture.UnusableKeyException;
import dev.keeptrail.gateway.cost.PriceTable;
import dev.keeptrail.gateway.exchange.ExchangeRunner;
import dev.keeptrail.gateway.exchange.ToolGovernance;
import dev.keeptrail.gateway.provider.ProviderPool;
import dev.keeptrail.gateway.provider.UnusableTargetException;
import dev.keeptrail.gateway.routing.Router;
import dev.keeptrail.gateway.serving.ServedProgram;
import dev.keeptrail.gateway.serving.Serving;
import dev.keeptrail.ledger.event.EventIds;

/** Makes programs ready to be served, with what stays the same from one to the next. */
final class Preparing {
  private final GatewaySettings settings;
  private final PriceTable prices;
  private final EventIds ids;
  private final CaptureDesk desk = new CaptureDesk();

  Preparing(GatewaySettings settings, PriceTable prices) {
    this.settings = settings;
    this.prices = prices;
    this.ids = EventIds.secure(settings.clock());
  }

  PriceTable prices() {
    return prices;
  }

  /** Where captures wait for their events. */
  CaptureDesk desk() {
    return desk;
  }

  EventIds ids() {
    return ids;
  }

  /**
   * Makes a program ready.
   *
   * @param owned whether it is closed when something else has come in its place
   * @throws UnusableTargetException when one of its targets can never be asked
   * @throws UnusableKeyException when its captures cannot be sealed
   */
  Serving prepare(ServedProgram next, boolean owned)
      throws UnusableTargetException, UnusableKeyException {
    var plan = next.program().plan();
    var captures = Captures.of(plan, settings.secrets(), desk);
    var limits =
        new ProviderPool.Limits(
            settings.maxConcurrency(), settings.upstreamTimeout(), settings.maxBodyBytes());
    var providers =
        new ProviderPool(
            plan.providers(), settings.secrets(), limits, settings.simulatedProvider());
    var runner =
        new ExchangeRunner(
            next.program(),
            captures,
            ToolGovernance.of(plan, PolicyKinds.installed().schemas()),
            new Router(plan.gateway().routing(), providers.targets(), prices),
            prices,
            ids::nextEvent,
            settings.gatewayId(),
            settings.clock());
    return new Serving(next, providers, runner, settings.clock().instant(), owned);
  }
}
