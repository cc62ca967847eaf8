/**
 * A pack as both engines run it: each phase's policies in order, their rules over facts, and the
 * frame around an evaluation that is the same for every engine.
 *
 * <pre>
 * PackPlan --ChainLowering--> ChainSpec per phase --+-- engine.drools
 *                                                   +-- engine.reference
 * PhaseContent --ChainProgram: scan--> PhaseInput --> ChainRunner --> ChainResult
 * </pre>
 */
@NullMarked
package dev.keeptrail.engine.chain;

import org.jspecify.annotations.NullMarked;
