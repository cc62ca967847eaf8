/**
 * PackPlan and content in, decision and trace out. Start at {@link
 * dev.keeptrail.engine.PolicyEngine}.
 */
@NullMarked
package dev.keeptrail.engine;

import org.jspecify.annotations.NullMarked;
