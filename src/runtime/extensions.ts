export {
  type ClaimContext,
  type ClientExtension,
  type NotificationBinding,
  notificationBinding,
  type ResultClaim,
  resultClaim,
} from "./extensions/client-extension.js";
export { UnclaimedResultError } from "./extensions/unclaimed-result-error.js";
