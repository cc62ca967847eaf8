package dev.keeptrail.language.resolve;

import dev.keeptrail.language.tree.ExprDecl;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Takes expressions apart without recursion, so that a long chain needs no deep stack. */
final class Operands {
  private Operands() {}

  /** The operands of a chain of one operator, left to right, whatever its brackets. */
  static List<ExprDecl> of(ExprDecl.Binary chain) {
    Deque<ExprDecl> open = new ArrayDeque<>();
    List<ExprDecl> operands = new ArrayList<>();
    open.push(chain);
    while (!open.isEmpty()) {
      ExprDecl next = open.pop();
      if (bare(next) instanceof ExprDecl.Binary binary && binary.operator() == chain.operator()) {
        open.push(binary.right());
        open.push(binary.left());
      } else {
        operands.add(next);
      }
    }
    return operands;
  }

  /** The expression without the brackets around it. */
  static ExprDecl bare(ExprDecl expression) {
    ExprDecl bare = expression;
    while (bare instanceof ExprDecl.Grouped grouped) {
      bare = grouped.inner();
    }
    return bare;
  }
}
