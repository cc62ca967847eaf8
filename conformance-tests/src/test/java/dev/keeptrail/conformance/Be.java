package dev.keeptrail.conformance;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** The condition that a class is of the described sort. */
final class Be extends ArchCondition<JavaClass> {
  private final DescribedPredicate<JavaClass> sort;

  Be(DescribedPredicate<JavaClass> sort) {
    super("be " + sort.getDescription());
    this.sort = sort;
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    events.add(new SimpleConditionEvent(type, sort.test(type), type.getName()));
  }
}
