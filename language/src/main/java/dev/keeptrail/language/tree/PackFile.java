package dev.keeptrail.language.tree;

import dev.keeptrail.language.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pack source, parsed but not checked. A part that the source lacks is null or empty; a part
 * that could not be read is {@link ValueDecl.Invalid} and was reported already.
 *
 * @param span a place to show when something is missing altogether
 */
public record PackFile(
    Span span,
    @Nullable BlockDecl pack,
    List<BlockDecl> targets,
    @Nullable ChainDecl chain,
    List<PolicyDecl> policies,
    @Nullable BlockDecl gateway) {
  public PackFile {
    targets = List.copyOf(targets);
    policies = List.copyOf(policies);
  }
}
