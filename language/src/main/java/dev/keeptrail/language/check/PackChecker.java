package dev.keeptrail.language.check;

import dev.keeptrail.language.check.PolicyChecker.Checked;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.plan.GatewayPlan;
import dev.keeptrail.language.plan.PackIdentity;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.resolve.PackSources;
import dev.keeptrail.language.resolve.PlaceholderReader;
import dev.keeptrail.language.resolve.RuleSetResolver;
import dev.keeptrail.language.resolve.RuleSource;
import dev.keeptrail.language.tree.BlockDecl;
import dev.keeptrail.language.tree.ChainDecl;
import dev.keeptrail.language.tree.PackFile;
import java.util.List;
import java.util.Optional;

/** Runs all checks over a pack and what it imports, and makes its plan. Serves one pack. */
public final class PackChecker {
  private final Problems problems;
  private final List<KindSchema> kinds;
  private final IdentityChecker identities;
  private final TargetChecker targets;
  private final GatewayChecker gateways;
  private final RuleSetResolver rules;
  private final PolicyChecker policies;

  /**
   * @param categories every category that a built-in detector reports; empty leaves them unchecked
   */
  public PackChecker(
      Problems problems,
      List<KindSchema> kinds,
      List<String> categories,
      PlaceholderReader placeholders) {
    BlockChecker blocks = new BlockChecker(problems);
    this.problems = problems;
    this.kinds = kinds;
    this.identities = new IdentityChecker(problems, blocks);
    this.targets = new TargetChecker(problems, blocks);
    this.gateways = new GatewayChecker(problems, blocks);
    this.rules = new RuleSetResolver(problems, categories, blocks.patterns(), placeholders);
    this.policies = new PolicyChecker(problems, blocks, rules);
  }

  /** A plan with the places of its rules. */
  public record CheckedPack(PackPlan plan, List<RuleSource> rules) {}

  /** The plan, or empty when any problem so far is an error. */
  public Optional<CheckedPack> check(PackSources sources) {
    PackFile file = sources.main();
    PackIdentity identity = identities.check(packOf(file));
    List<ProviderPlan> providers = targets.check(file.targets());
    List<Checked> chain = policies(chainOf(file), sources);
    GatewayPlan gateway = gateways.check(file.gateway(), providers);
    if (problems.hasErrors()) {
      return Optional.empty();
    }
    PackPlan plan =
        new PackPlan(identity, providers, chain.stream().map(Checked::plan).toList(), gateway);
    return Optional.of(
        new CheckedPack(plan, chain.stream().flatMap(each -> each.rules().stream()).toList()));
  }

  /** Checks what packs will import: its definitions and policies, and nothing that it lacks. */
  public void checkLibrary(PackSources sources) {
    var ignored = policies(new ChainDecl(sources.main().span(), List.of(), false), sources);
  }

  private List<Checked> policies(ChainDecl chain, PackSources sources) {
    rules.checkDefinitions(sources.scopes());
    KindLookup lookup = new KindLookup(problems, kinds, sources.policies().keySet());
    return new ChainChecker(problems, lookup, policies).check(chain, sources);
  }

  private BlockDecl packOf(PackFile file) {
    BlockDecl pack = file.pack();
    if (pack != null) {
      return pack;
    }
    boolean text = file.syntax() == PackFile.Syntax.TEXT;
    problems.add(
        DiagnosticCode.MISSING_KEY,
        file.span(),
        "pack",
        "the document lacks `pack`",
        text
            ? "add `pack my-pack { version: \"1.0.0\" }`"
            : "add `pack: {name: my-pack, version: 1.0.0}`");
    return new BlockDecl(file.span(), "pack", List.of(), false);
  }

  private ChainDecl chainOf(PackFile file) {
    ChainDecl chain = file.chain();
    if (chain != null) {
      return chain;
    }
    boolean text = file.syntax() == PackFile.Syntax.TEXT;
    problems.add(
        DiagnosticCode.MISSING_KEY,
        file.span(),
        "policies",
        text ? "the document lacks `chain`" : "the document lacks `policies`",
        text ? "add `chain { audit-logger }`" : "add `policies: {chain: [audit-logger]}`");
    return new ChainDecl(file.span(), List.of(), false);
  }
}
