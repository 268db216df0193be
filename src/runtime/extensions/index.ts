export {
  type ClaimContext,
  type ClientExtension,
  type NotificationBinding,
  notificationBinding,
  type ResultClaim,
  resultClaim,
} from "./client-extension.js";
export { UnclaimedResultError } from "./unclaimed-result-error.js";
