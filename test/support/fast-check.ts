import fc from "fast-check";

// One seed for a whole run, so that its second try judges the same values; FMCP_FUZZ_SEED repeats a run.
fc.configureGlobal({ seed: Number(process.env["FMCP_RUN_SEED"]) });

export default fc;
