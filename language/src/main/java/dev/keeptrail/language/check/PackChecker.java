package dev.keeptrail.language.check;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.plan.GatewayPlan;
import dev.keeptrail.language.plan.PackIdentity;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.tree.BlockDecl;
import dev.keeptrail.language.tree.ChainDecl;
import dev.keeptrail.language.tree.PackFile;
import java.util.List;
import java.util.Optional;

/** Runs all checks over a pack tree and makes its plan. Serves one pack. */
public final class PackChecker {
  private final Problems problems;
  private final IdentityChecker identities;
  private final TargetChecker targets;
  private final GatewayChecker gateways;
  private final ChainChecker chains;

  public PackChecker(Problems problems, List<KindSchema> kinds) {
    BlockChecker blocks = new BlockChecker(problems);
    this.problems = problems;
    this.identities = new IdentityChecker(problems, blocks);
    this.targets = new TargetChecker(problems, blocks);
    this.gateways = new GatewayChecker(blocks);
    this.chains =
        new ChainChecker(
            problems, new KindLookup(problems, kinds), new PolicyChecker(problems, blocks));
  }

  /** The plan, or empty when any problem so far is an error. */
  public Optional<PackPlan> check(PackFile file) {
    PackIdentity identity = identities.check(packOf(file));
    List<ProviderPlan> providers = targets.check(file.targets());
    List<PolicyPlan> chain = chains.check(chainOf(file), file.policies());
    GatewayPlan gateway = gateways.check(file.gateway());
    return problems.hasErrors()
        ? Optional.empty()
        : Optional.of(new PackPlan(identity, providers, chain, gateway));
  }

  private BlockDecl packOf(PackFile file) {
    BlockDecl pack = file.pack();
    if (pack != null) {
      return pack;
    }
    problems.add(
        DiagnosticCode.MISSING_KEY,
        file.span(),
        "pack",
        "the document lacks `pack`",
        "add `pack: {name: my-pack, version: 1.0.0}`");
    return new BlockDecl(file.span(), "pack", List.of(), false);
  }

  private ChainDecl chainOf(PackFile file) {
    ChainDecl chain = file.chain();
    if (chain != null) {
      return chain;
    }
    problems.add(
        DiagnosticCode.MISSING_KEY,
        file.span(),
        "policies",
        "the document lacks `policies`",
        "add `policies: {chain: [audit-logger]}`");
    return new ChainDecl(file.span(), List.of(), false);
  }
}
