/**
 * Random cases on which two engines are compared, and the smallest case that still shows a
 * difference.
 *
 * <pre>
 * seed --RandomCase--> GeneratedCase --EngineComparison--> difference? --Minimiser--> a case folder
 * </pre>
 */
@NullMarked
package dev.keeptrail.engine.conformance.generate;

import org.jspecify.annotations.NullMarked;
