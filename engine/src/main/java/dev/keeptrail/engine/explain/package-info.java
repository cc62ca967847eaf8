/**
 * Why a decision came out as it did: which rules fired, which nearly did, and what their conditions
 * saw. Asks the reference engine, whose steps can be watched.
 */
@NullMarked
package dev.keeptrail.engine.explain;

import org.jspecify.annotations.NullMarked;
