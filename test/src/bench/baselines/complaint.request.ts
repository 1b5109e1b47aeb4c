import { CHANNELS } from '@amends/contracts';
import { Type } from 'class-transformer';
import { IsIn, IsNotEmpty, IsObject, IsOptional, IsString, IsUUID, MaxLength, ValidateNested } from 'class-validator';

/** The contact in which the complaint came in. */
export class ContactDto {
  @IsIn(CHANNELS) channel: string;
  @IsOptional() @IsIn(['inbound', 'outbound']) direction?: string;
}

/** What the customer says. */
export class StatementDto {
  @IsString() @IsNotEmpty() @MaxLength(65_536) statement: string;
  @IsOptional() @IsString() @IsNotEmpty() @MaxLength(35) language?: string;
}

/** The same request as Amends takes, checked as the documentation of Nest shows it. */
export class ComplaintDto {
  @IsUUID() customerId: string;
  @IsObject() @ValidateNested() @Type(() => ContactDto) contact: ContactDto;
  @IsOptional() @IsString() @IsNotEmpty() @MaxLength(120) product?: string;
  @IsOptional() @IsString() @IsNotEmpty() @MaxLength(120) order?: string;
  @IsOptional() @IsString() @IsNotEmpty() @MaxLength(35) language?: string;
  @IsObject() @ValidateNested() @Type(() => StatementDto) statement: StatementDto;
}
