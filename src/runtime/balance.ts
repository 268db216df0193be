export type { Handler, Layer, LayerContext, LayerRequest, RequestTraits } from "./layers/layer.js";
export type {
  BalanceSettings,
  CacheSettings,
  HedgeSettings,
  LayerSettings,
  QueueSettings,
  RetrySettings,
} from "./layers/layer-options.js";
export { EndpointMismatchError, NoEndpointError } from "./replicas/replica-errors.js";
export type { MemberState, MemberStats } from "./replicas/member.js";
export type { Candidate, PickContext, Policy, PolicyName } from "./replicas/policies/index.js";
export type { CacheStore } from "./cache/cache-store.js";
