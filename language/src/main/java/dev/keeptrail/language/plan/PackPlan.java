package dev.keeptrail.language.plan;

import java.util.List;

/**
 * A checked pack: fully resolved, free of positions and of any engine. Equal meaning gives an equal
 * plan, whatever the author wrote it in. Made only by the checks, so whoever holds one may rely on
 * it.
 */
public record PackPlan(
    PackIdentity pack, List<ProviderPlan> providers, List<PolicyPlan> chain, GatewayPlan gateway) {
  public PackPlan {
    providers = List.copyOf(providers);
    chain = List.copyOf(chain);
  }
}
