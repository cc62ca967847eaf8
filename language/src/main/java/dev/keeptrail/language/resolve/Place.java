package dev.keeptrail.language.resolve;

import dev.keeptrail.language.rule.FactField;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.tree.ExprDecl;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What names mean where an expression stands.
 *
 * @param own the fact whose pattern the expression is in; null outside patterns
 */
record Place(Origin origin, Bindings bindings, Bindings.@Nullable Fact own) {
  /** A place that sees nothing but definitions. */
  static Place closed(Origin origin) {
    return new Place(origin, new Bindings(), null);
  }

  Optional<FactField> ownField(String name) {
    FactType type = own == null ? null : own.type();
    return type == null ? Optional.empty() : FactSchema.field(type, name);
  }

  /** The field that an expression is, when it is nothing but a field. */
  Optional<FactField> field(ExprDecl expression) {
    if (!(Operands.bare(expression) instanceof ExprDecl.Name name)
        || !(name.parts().getFirst() instanceof ExprDecl.NamePart.Member first)) {
      return Optional.empty();
    }
    if (name.parts().size() == 1) {
      return ownField(first.name());
    }
    if (name.parts().size() != 2
        || ownField(first.name()).isPresent()
        || !(name.parts().get(1) instanceof ExprDecl.NamePart.Member second)) {
      return Optional.empty();
    }
    return bindings
        .find(origin, first.name())
        .map(Bindings.Fact::type)
        .flatMap(type -> FactSchema.field(type, second.name()));
  }
}
