/** What is deployed and what it may do: building the stacks takes seconds, so both are read out of one build. */
import './stacks.ts';
import './rights.ts';
