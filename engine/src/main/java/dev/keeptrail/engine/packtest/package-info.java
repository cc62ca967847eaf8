/**
 * Runs a pack's tests: each case's input becomes the content that the gateway would judge, phase
 * after phase, and what is decided is held against what the case expects.
 *
 * <pre>
 * TestCase --CaseInputs--> PhaseContent per phase --PolicyProgram--> CaseRun --Verification--> CaseResult
 * </pre>
 */
@NullMarked
package dev.keeptrail.engine.packtest;

import org.jspecify.annotations.NullMarked;
